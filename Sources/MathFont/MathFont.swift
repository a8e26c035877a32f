// The font that formulas on pages are set in.

import Foundation

/// A subset of TeX Gyre Termes Math; README.md says how it was made.
public enum MathFont {
    /// The font's file, in the format WOFF2.
    public static var woff2: Data { Data(base64Encoded: base64, options: .ignoreUnknownCharacters)! }
    /// The GUST Font License, which has to come along with the font.
    public static var license: Data { Data(PackageResources.math_font_license_txt) }
}
