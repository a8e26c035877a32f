// Shows the page anew when it has changed, at the same place and with the same folds open.
(function () {
    "use strict";
    var own = document.currentScript.dataset;
    var key = "workbook.preview." + own.page;

    // A place is told by the nearest id, so that it stays when text above it grows.
    function name(element) {
        var holder = element.closest("[id]") || document.body;
        var tag = element.tagName.toLowerCase();
        return (holder.id || "body") + " " + tag + " " + Array.prototype.indexOf.call(holder.querySelectorAll(tag), element);
    }

    function folds() { return document.querySelectorAll("details"); }

    function keep() {
        var state = { folds: {}, focus: document.activeElement && document.activeElement.id, top: window.scrollY };
        folds().forEach(function (fold) { state.folds[name(fold)] = fold.open; });
        document.querySelectorAll("main [id]").forEach(function (element) {
            var top = element.getBoundingClientRect().top;
            if (top <= 0 || !state.anchor) { state.anchor = element.id; state.offset = top; }
        });
        try { sessionStorage.setItem(key, JSON.stringify(state)); } catch (error) { /* The browser keeps the place as it can. */ }
    }

    function kept() {
        try {
            var state = JSON.parse(sessionStorage.getItem(key));
            sessionStorage.removeItem(key);
            return state;
        } catch (error) { return null; }
    }

    function restore(state) {
        folds().forEach(function (fold) {
            var open = state.folds[name(fold)];
            if (open !== undefined) fold.open = open;
        });
        var focused = state.focus && document.getElementById(state.focus);
        if (focused) focused.focus({ preventScroll: true });
        var anchor = state.anchor && document.getElementById(state.anchor);
        window.scrollTo(0, anchor ? window.scrollY + anchor.getBoundingClientRect().top - state.offset : state.top);
    }

    var state = kept();
    if (state) {
        restore(state);
        // Once more when pictures and fonts have come, which move the text.
        window.addEventListener("load", function () { restore(state); });
    }

    var status = document.createElement("p");
    status.className = "preview-status";
    status.lang = "en";
    status.setAttribute("role", "status");
    document.body.appendChild(status);

    // What is over in a moment is not worth a word.
    var wait;
    function say(text, delay) {
        clearTimeout(wait);
        wait = setTimeout(function () { status.textContent = text; }, delay);
    }

    var states = new EventSource("/preview/states?page=" + encodeURIComponent(own.page));
    states.addEventListener("open", function () { say("", 0); });
    states.addEventListener("error", function () { say("The preview is not running.", 1500); });
    states.addEventListener("message", function (event) {
        var state = JSON.parse(event.data);
        if (state.version !== own.version) {
            states.close();
            keep();
            location.reload();
        } else {
            say(state.running ? "This lesson is running." : "", state.running ? 400 : 0);
        }
    });
    // A page that the browser brings back from memory may be stale, and hears nothing.
    window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
    window.addEventListener("pagehide", function () { states.close(); });
})();
