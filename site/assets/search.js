// The search box. What it looks through comes as a script when it is first wanted: pages opened as files may not fetch.
(function () {
    "use strict";
    var box = document.getElementById("page.search");
    var panel = document.getElementById("page.results");
    if (!box || !panel) return;
    var form = box.form;
    var message = panel.querySelector("[role=status]");
    var list = panel.querySelector("ol");
    var most = 12;
    var sections = null;
    var isLoading = false;

    // Lower case without accents, letter for letter, so that places in it are places in the text.
    function folded(text) {
        return text.replace(/[^\x00-\x7f]/g, function (letter) {
            if ("‘’".indexOf(letter) >= 0) return "'";
            if ("“”".indexOf(letter) >= 0) return '"';
            return letter.normalize("NFD").charAt(0);
        }).toLowerCase();
    }

    function load() {
        if (sections || isLoading) return;
        isLoading = true;
        var script = document.createElement("script");
        script.src = "search-index.js";
        script.onload = function () {
            sections = window.workbookSections.map(function (section) {
                return {
                    section: section,
                    page: folded(section.page),
                    heading: folded(section.heading || section.page),
                    text: folded(section.text),
                    code: folded(section.code),
                };
            });
            if (box.value.trim()) search();
        };
        script.onerror = function () {
            isLoading = false;
            show("The index of the lessons is missing.", []);
        };
        document.head.appendChild(script);
    }

    // How well one word of the query fits: whole words before beginnings of words before parts of words.
    function score(term, section) {
        var best = 0;
        [["heading", 30], ["page", 10], ["text", 6], ["code", 4]].forEach(function (field) {
            var words = section[field[0]];
            if (words.indexOf(term.text) < 0) return;
            var share = term.whole.test(words) ? 1 : term.start.test(words) ? 0.6 : 0.15;
            best = Math.max(best, share * field[1]);
        });
        return best;
    }

    function terms(query) {
        return folded(query).split(/\s+/).filter(Boolean).map(function (text) {
            var pattern = "(^|[^\\p{L}\\p{N}])" + text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
            return {
                text: text,
                start: new RegExp(pattern, "u"),
                whole: new RegExp(pattern + "($|[^\\p{L}\\p{N}])", "u"),
            };
        });
    }

    function search() {
        if (!sections) return load();
        var wanted = terms(box.value);
        if (!wanted.length) return close();
        var phrase = wanted.map(function (term) { return term.text; }).join(" ");
        var found = [];
        sections.forEach(function (section, place) {
            var total = 0;
            for (var i = 0; i < wanted.length; i++) {
                var points = score(wanted[i], section);
                if (!points) return;
                total += points;
            }
            if (wanted.length > 1) {
                if (section.heading.indexOf(phrase) >= 0) total += 20;
                else if (section.text.indexOf(phrase) >= 0) total += 10;
            }
            found.push({ section: section, points: total, place: place });
        });
        found.sort(function (a, b) { return b.points - a.points || a.place - b.place; });
        var count = found.length;
        var text = count === 0 ? "Nothing found." : count === 1 ? "1 place" : count + " places";
        if (count > most) text += ", the best " + most + ":";
        show(text, found.slice(0, most).map(function (hit) { return item(hit.section, wanted, phrase); }));
    }

    function item(hit, wanted, phrase) {
        var link = element("a");
        link.href = hit.section.address;
        var title = link.appendChild(element("span", "where"));
        title.textContent = hit.section.page;
        if (hit.section.heading) {
            link.appendChild(element("strong")).appendChild(marked(hit.section.heading, hit.heading, wanted));
        }
        link.appendChild(element("span", "snippet")).appendChild(snippet(hit, wanted, phrase));
        var entry = element("li");
        entry.appendChild(link);
        return entry;
    }

    // The words around the first find, or the names in the code.
    function snippet(hit, wanted, phrase) {
        var text = hit.section.text;
        var place = hit.text.indexOf(phrase);
        if (place < 0) wanted.forEach(function (term) {
            var at = hit.text.search(term.start);
            if (at < 0) at = hit.text.indexOf(term.text);
            if (at >= 0 && (place < 0 || at < place)) place = at;
        });
        if (place < 0 && wanted.some(function (term) { return hit.code.indexOf(term.text) >= 0; })) {
            var names = hit.section.code.split(" ").filter(function (name) {
                return wanted.some(function (term) { return folded(name).indexOf(term.text) >= 0; });
            }).slice(0, 6).join(" ");
            var code = element("code");
            code.appendChild(marked(names, folded(names), wanted));
            return code;
        }
        var start = Math.max(0, place - 50);
        if (start > 0) start = text.indexOf(" ", start) + 1;
        var end = Math.min(text.length, Math.max(place, 0) + 110);
        if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start);
        var parts = document.createDocumentFragment();
        if (start > 0) parts.append("… ");
        parts.append(marked(text.slice(start, end), hit.text.slice(start, end), wanted));
        if (end < text.length) parts.append(" …");
        return parts;
    }

    function marked(text, folds, wanted) {
        var parts = document.createDocumentFragment();
        var from = 0;
        while (from < text.length) {
            var next = -1, length = 0;
            wanted.forEach(function (term) {
                var at = folds.indexOf(term.text, from);
                if (at >= 0 && (next < 0 || at < next || at === next && term.text.length > length)) {
                    next = at;
                    length = term.text.length;
                }
            });
            if (next < 0) break;
            parts.append(text.slice(from, next));
            parts.appendChild(element("mark")).textContent = text.slice(next, next + length);
            from = next + length;
        }
        parts.append(text.slice(from));
        return parts;
    }

    function element(name, className) {
        var result = document.createElement(name);
        if (className) result.className = className;
        return result;
    }

    function show(text, items) {
        panel.hidden = false;
        message.textContent = text;
        list.replaceChildren.apply(list, items);
        panel.scrollTop = 0;
    }

    function close() {
        panel.hidden = true;
        message.textContent = "";
        list.replaceChildren();
    }

    function links() { return Array.prototype.slice.call(list.querySelectorAll("a")); }

    box.addEventListener("focus", function () {
        load();
        if (panel.hidden && box.value.trim()) search();
    });
    box.addEventListener("input", search);
    form.addEventListener("submit", function (event) {
        event.preventDefault();
        var first = links()[0];
        if (first) first.click();
    });
    list.addEventListener("click", function (event) {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) close();
    });
    form.addEventListener("keydown", function (event) {
        var all = links();
        var place = all.indexOf(document.activeElement);
        var target = null;
        if (event.key === "ArrowDown") target = all[Math.min(place + 1, all.length - 1)];
        else if (event.key === "ArrowUp" && place >= 0) target = place === 0 ? box : all[place - 1];
        else if (event.key === "Home" && place >= 0) target = all[0];
        else if (event.key === "End" && place >= 0) target = all[all.length - 1];
        else if (event.key === "Escape" && !panel.hidden) {
            target = box;
            box.focus();
            close();
        }
        if (!target) return;
        event.preventDefault();
        if (target !== document.activeElement) target.focus();
    });
    form.addEventListener("focusout", function (event) {
        if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
    });
    document.addEventListener("pointerdown", function (event) {
        if (!form.contains(event.target)) close();
    });
    document.addEventListener("keydown", function (event) {
        var target = event.target;
        var isTyping = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
        event.preventDefault();
        box.focus();
        box.select();
    });
})();
