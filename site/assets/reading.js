// The contents follow the reader, and the keyboard stops at boxes only where there is something to scroll.
(function () {
    "use strict";

    function follow(contents) {
        var links = new Map();
        contents.querySelectorAll("a").forEach(function (link) {
            var heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
            if (heading) links.set(heading, link);
        });
        var headings = Array.from(links.keys());
        var current = null;

        // The section that is read is the last whose heading has passed the upper third of the window.
        function update() {
            var line = window.innerHeight / 3;
            var reached = headings.filter(function (heading) { return heading.getBoundingClientRect().top <= line; });
            var link = reached.length ? links.get(reached[reached.length - 1]) : null;
            while (link && !link.checkVisibility()) link = links.get(headings[headings.indexOf(headingOf(link)) - 1]);
            if (link === current) return;
            if (current) current.removeAttribute("aria-current");
            current = link || null;
            if (!current) return;
            current.setAttribute("aria-current", "location");
            var box = contents.getBoundingClientRect(), own = current.getBoundingClientRect();
            if (own.top < box.top || own.bottom > box.bottom) contents.scrollTop += own.top - box.top - box.height / 3;
        }

        function headingOf(link) {
            return headings.find(function (heading) { return links.get(heading) === link; });
        }

        var isWaiting = false;
        function later() {
            if (isWaiting) return;
            isWaiting = true;
            requestAnimationFrame(function () { isWaiting = false; update(); });
        }
        window.addEventListener("scroll", later, { passive: true });
        window.addEventListener("resize", later);
        update();
    }

    // Without this script all boxes are stops, which costs keys but loses nothing.
    function watchBoxes() {
        var boxes = document.querySelectorAll("main [role][aria-label][tabindex='0']");
        var observer = new ResizeObserver(function (changes) {
            changes.forEach(function (change) {
                var box = change.target;
                if (box === document.activeElement || !box.clientWidth) return;
                if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
                else box.removeAttribute("tabindex");
            });
        });
        function look() {
            observer.disconnect();
            boxes.forEach(function (box) { observer.observe(box); });
        }
        look();
        // Formulas are wider or narrower in their own font.
        document.fonts.ready.then(look);
    }

    var contents = document.querySelector("nav.contents");
    if (contents) follow(contents);
    watchBoxes();
})();
