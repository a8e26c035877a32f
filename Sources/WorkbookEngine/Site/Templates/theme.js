// Light, dark, or as the system: what is chosen is kept where the browser allows it. The page's head has applied it.
(function () {
    "use strict";
    var root = document.documentElement;
    var choice = document.getElementById("page.theme");
    if (!choice) return;

    function show(theme) {
        if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
        choice.value = theme;
    }

    show(root.dataset.theme || "");
    choice.addEventListener("change", function () {
        show(choice.value);
        try {
            if (choice.value) localStorage.setItem("workbook.theme", choice.value);
            else localStorage.removeItem("workbook.theme");
        } catch (error) { /* It holds for this page. */ }
    });
    // Paper is white, whatever has been chosen for the screen.
    var chosen = "";
    window.addEventListener("beforeprint", function () {
        chosen = root.dataset.theme || "";
        root.dataset.theme = "light";
    });
    window.addEventListener("afterprint", function () { show(chosen); });
    window.addEventListener("storage", function (event) {
        if (event.key === "workbook.theme") show(event.newValue || "");
    });
})();
