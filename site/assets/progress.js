// Which lessons have been read, and which exercises tried: remembered in this browser where it allows that, and sent
// nowhere. A lesson counts as read when every section of it has been on the screen, or when its reader says so.
(function () {
    "use strict";
    var name = "workbook.progress";

    function load() {
        try {
            var found = JSON.parse(localStorage.getItem(name));
            return found && typeof found === "object" ? found : {};
        } catch (error) { return {}; }
    }

    function change(lesson, edit) {
        var all = load();
        var entry = all[lesson] = all[lesson] || {};
        edit(entry);
        if (!entry.read && !(entry.tried || []).length) delete all[lesson];
        try { localStorage.setItem(name, JSON.stringify(all)); } catch (error) { /* It is not allowed. */ }
    }

    function mayRemember() {
        try {
            localStorage.setItem(name + ".try", "1");
            localStorage.removeItem(name + ".try");
            return true;
        } catch (error) { return false; }
    }

    if (!mayRemember()) {
        document.querySelectorAll("p.progress").forEach(function (line) { line.remove(); });
        return;
    }

    function mark(text, isSet, onChange) {
        var label = document.createElement("label");
        label.className = "mark";
        label.lang = "en";
        label.dataset.added = "";
        var box = label.appendChild(document.createElement("input"));
        box.type = "checkbox";
        box.autocomplete = "off";
        box.checked = isSet;
        label.append(" " + text);
        box.addEventListener("change", function () { onChange(box.checked); });
        return label;
    }

    function showLesson(article) {
        var lesson = article.dataset.lesson;
        var known = load()[lesson] || {};

        var read = mark("I have read this lesson", Boolean(known.read), function (isRead) {
            change(lesson, function (entry) { entry.read = isRead; });
        });
        document.querySelector("main > .end").appendChild(read);
        if (!known.read) whenAllIsSeen(article, function () {
            change(lesson, function (entry) { entry.read = true; });
            read.querySelector("input").checked = true;
        });

        article.querySelectorAll("[data-exercise]").forEach(function (cell) {
            var exercise = cell.dataset.exercise;
            function set(isTried) {
                change(lesson, function (entry) {
                    var others = (entry.tried || []).filter(function (one) { return one !== exercise; });
                    entry.tried = isTried ? others.concat(exercise) : others;
                });
            }
            var tried = mark("Tried", (known.tried || []).indexOf(exercise) >= 0, set);
            (cell.querySelector(".label") || cell).appendChild(tried);
            // Who takes the starter along means to try it.
            cell.addEventListener("workbook.copied", function () {
                tried.querySelector("input").checked = true;
                set(true);
            });
        });
    }

    function whenAllIsSeen(article, act) {
        var waiting = new Set(article.querySelectorAll("h2"));
        var observer = new IntersectionObserver(function (changes) {
            changes.forEach(function (change) {
                if (!change.isIntersecting) return;
                waiting.delete(change.target);
                observer.unobserve(change.target);
            });
            if (!waiting.size) act();
        });
        if (waiting.size) waiting.forEach(function (heading) { observer.observe(heading); });
    }

    function showIndex(line) {
        var all = load();
        var lessons = Array.from(document.querySelectorAll("li[data-lesson]"));
        var read = 0;
        var isAny = false;
        lessons.forEach(function (item) {
            var entry = all[item.dataset.lesson] || {};
            var tried = (entry.tried || []).length;
            var words = [];
            if (entry.read) words.push("read");
            if (tried) words.push(tried + " of " + item.dataset.exercises + " exercises tried");
            read += entry.read ? 1 : 0;
            isAny = isAny || words.length > 0;
            item.classList.toggle("is-read", Boolean(entry.read));
            var place = item.querySelector(".done") || newPlace(item);
            place.textContent = words.join(", ");
        });
        if (!isAny) return;
        line.textContent = "You have read " + read + " of " + lessons.length + " lessons. ";
        var button = line.appendChild(document.createElement("button"));
        button.type = "button";
        button.className = "quiet";
        button.textContent = "Forget this";
        button.addEventListener("click", function () {
            if (!window.confirm("Forget which lessons you have read and which exercises you have tried?")) return;
            localStorage.removeItem(name);
            line.textContent = "All is forgotten.";
            line.tabIndex = -1;
            line.focus();
            showIndex(line);
        });
    }

    function newPlace(item) {
        var place = document.createElement("span");
        place.className = "done";
        place.dataset.added = "";
        var line = item.querySelector(".minutes");
        if (!line) {
            line = item.lastElementChild.appendChild(document.createElement("p"));
            line.className = "minutes";
            line.lang = "en";
        }
        line.appendChild(place);
        return place;
    }

    var article = document.querySelector("article[data-lesson]");
    var line = document.querySelector("p.progress");
    if (article) showLesson(article);
    if (line) {
        showIndex(line);
        window.addEventListener("storage", function (event) { if (event.key === name) showIndex(line); });
        window.addEventListener("pageshow", function (event) { if (event.persisted) showIndex(line); });
    }
})();
