// The list of pages for those who visit a whole site, such as search engines. It needs whole addresses.

import Foundation

struct SiteMap {
    static let path = "sitemap.xml"
    /// By this a later build knows its own.
    static let mark = "<!-- The workbook's pages. -->"

    let data: Data

    /// The address of each page of the site that stands at `baseURL`.
    init(of paths: [String], at baseURL: URL) {
        let entries = paths.map {
            "<url><loc>\(wholeAddress(of: $0, at: baseURL).escapedForHTML)</loc></url>\n"
        }
        data = Data(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            \(Self.mark)
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(entries.joined())</urlset>

            """.utf8)
    }
}

/// Where a page of the site stands; the front page at the address itself.
func wholeAddress(of path: String, at baseURL: URL) -> String {
    let path = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return baseURL.absoluteString + (path == "index.html" ? "" : path)
}
