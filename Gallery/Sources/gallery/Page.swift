// The gallery's page: complete in one file, light or dark as the reader's system is, or as a button says.

import Figures

struct Page {
    let rooms: [Room]
    let refusals: [(code: String, sentence: String)]

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <script>document.documentElement.classList.add("scripted");</script>
        <title>Gallery of figures</title>
        <style>
        \(Palette.stylesheet)
        \(Page.style)
        </style>
        </head>
        <body>
        <header>
        <h1>Gallery of figures</h1>
        <p>Every figure of the workbook, as pages and terminals show it, with the sentence that it says and the Swift
        that makes it. Written by <code>swift run --package-path Gallery gallery docs/gallery</code>.</p>
        <p class="looks" hidden>Look at it in <button value="light">light</button> <button value="dark">dark</button>
        <button value="grey">grey</button></p>
        <nav>\(rooms.map { "<a href=\"#\(id($0))\">\($0.title)</a>" }.joined(separator: " · "))</nav>
        </header>
        <main>
        \(rooms.map(section).joined(separator: "\n"))
        \(refusedSection)
        </main>
        <script>
        \(Page.script)
        \(Scrubber.script)
        </script>
        </body>
        </html>

        """
    }

    private func id(_ room: Room) -> String { room.title.lowercased().replacing(" ", with: "-") }

    private func section(_ room: Room) -> String {
        let figures = room.specimens.enumerated().map { article($1, id: "\(id(room))-\($0 + 1)") }
        return
            "<section id=\"\(id(room))\">\n<h2>\(room.title)</h2>\n\(figures.joined(separator: "\n"))\n</section>"
    }

    private func article(_ specimen: Specimen, id: String) -> String {
        let figure = specimen.figure()
        return """
            <article id="figure-\(id)">
            <p class="sentence">\(escaped(figure.summary)).</p>
            <div class="picture">
            \(figure.pageHTML(id: id))
            </div>
            <pre class="terminal wide">\(cells(figure.text(width: 80)))</pre>
            <pre class="terminal narrow">\(cells(figure.text(width: 42)))</pre>
            <details><summary>In ASCII</summary>
            <pre class="terminal wide">\(escaped(figure.text(width: 80, style: .plain)))</pre>
            <pre class="terminal narrow">\(escaped(figure.text(width: 42, style: .plain)))</pre></details>
            <details><summary>Numbers</summary><div class="data">\(figure.data.html)</div></details>
            <pre class="code"><code>\(escaped(specimen.code))</code></pre>
            </article>
            """
    }

    private var refusedSection: String {
        let cases = refusals.map { refusal in
            "<article>\n<pre class=\"code\"><code>\(escaped(refusal.code))</code></pre>\n"
                + "<p class=\"sentence\">\(escaped(refusal.sentence)).</p>\n</article>"
        }
        return
            "<section id=\"refused\">\n<h2>Refused with a sentence</h2>\n\(cases.joined(separator: "\n"))\n</section>"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// Text of a terminal. Fonts that a page finds Braille in are seldom as wide as the letters, so each such sign gets a
    /// box of a letter's width.
    private func cells(_ text: String) -> String {
        escaped(text).replacing(/[\u{2801}-\u{28FF}]/) { "<b>\($0.output)</b>" }
    }

    private static let dark = """
        --paper: #16181b; --ink: #e7e4dd; --quiet: #b8b4ab; --rule: #3a3d42; --panel: #1f2226; color-scheme: dark;
        """

    private static let style = """
        :root { --paper: #fffefb; --ink: #1f1d1a; --quiet: #4b4842; --rule: #d9d4c7; --panel: #f6f4ed;
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
          color-scheme: light; }
        @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { \(dark) } }
        :root[data-theme="dark"] { \(dark) }
        :root.grey { filter: grayscale(1); }
        body { margin: 0 auto; max-width: 46rem; padding: 1rem; color: var(--ink); background: var(--paper);
          font: 1rem/1.5 var(--sans); }
        a { color: inherit; }
        h2 { margin-top: 3rem; }
        article { padding: 1.5rem 0; border-top: 1px solid var(--rule); }
        .sentence { margin: 0 0 1rem; color: var(--quiet); overflow-wrap: anywhere; }
        pre { overflow-x: auto; padding: 0.75rem; background: var(--panel); font: 0.8rem/1.25 "DejaVu Sans Mono",
          ui-monospace, Menlo, Consolas, monospace; }
        pre.code { line-height: 1.5; }
        pre.terminal { line-height: 1.2; }
        pre.narrow { display: none; }
        pre b { display: inline-block; width: 1ch; overflow: hidden; font-weight: normal; vertical-align: bottom; }
        .data { overflow-x: auto; font-size: 0.85rem; }
        td, th { padding: 0 0.75rem 0 0; text-align: left; vertical-align: top; }
        @media (max-width: 42rem) { pre.wide { display: none; } pre.narrow { display: block; } }
        """

    private static let script = """
        (function () {
          var root = document.documentElement;
          function look(name) {
            root.classList.toggle("grey", name === "grey");
            if (name === "grey") root.removeAttribute("data-theme"); else root.dataset.theme = name;
          }
          var row = document.querySelector(".looks");
          row.hidden = false;
          row.querySelectorAll("button").forEach(function (button) {
            button.addEventListener("click", function () { look(button.value); });
          });
        })();
        """
}
