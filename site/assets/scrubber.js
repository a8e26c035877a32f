// Sliders through the moments of a training. On paper, and without scripts, the moments stand beside each other.
(function () {
    "use strict";
    document.querySelectorAll(".scrubber").forEach(function (scrubber) {
        var slider = scrubber.querySelector("input");
        var sentence = scrubber.querySelector("output");
        var moments = scrubber.querySelectorAll(".moment");
        var shown = moments[slider.value];

        slider.addEventListener("input", function () {
            shown.classList.remove("shown");
            shown = moments[slider.value];
            shown.classList.add("shown");
            slider.setAttribute("aria-valuetext", shown.querySelector("title").textContent);
        });
        // For readers who listen: the picture's sentence, once the slider rests.
        slider.addEventListener("change", function () {
            sentence.textContent = shown.querySelector("desc").textContent;
        });
    });
})();
