// A button on every cell that copies its code: what the page shows, without the lines that the lesson hides.
(function () {
    "use strict";

    function copyWithSelection(text) {
        var area = document.createElement("textarea");
        area.value = text;
        area.style.position = "fixed";
        document.body.appendChild(area);
        area.select();
        var done = document.execCommand("copy");
        area.remove();
        return done ? Promise.resolve() : Promise.reject(new Error("copying is not allowed"));
    }

    // Pages opened as files have no clipboard in some browsers.
    function copy(text) {
        if (!navigator.clipboard) return copyWithSelection(text);
        return navigator.clipboard.writeText(text).catch(function () { return copyWithSelection(text); });
    }

    document.querySelectorAll("figure.cell .code").forEach(function (block) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "copy";
        button.textContent = "Copy";
        button.lang = "en";
        button.dataset.added = "";
        button.setAttribute("aria-label", "Copy the code");
        button.addEventListener("click", function () {
            copy(block.querySelector("code").textContent.replace(/\n$/, "") + "\n").then(function () {
                say("Copied");
                block.dispatchEvent(new CustomEvent("workbook.copied", { bubbles: true }));
            }, function () { say("Not allowed"); });
        });
        function say(text) {
            button.textContent = text;
            button.setAttribute("aria-label", text);
            setTimeout(function () {
                button.textContent = "Copy";
                button.setAttribute("aria-label", "Copy the code");
            }, 2000);
        }
        block.appendChild(button);
    });
})();
