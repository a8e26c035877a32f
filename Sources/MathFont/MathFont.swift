// The font that formulas on pages are set in. A module of its own, since compiling a file's bytes takes a while.

/// A subset of TeX Gyre Termes Math; README.md says how it was made.
public enum MathFont {
    /// The font's file, in the format WOFF2.
    public static var woff2: [UInt8] { PackageResources.math_woff2 }
    /// The GUST Font License, which has to come along with the font.
    public static var license: [UInt8] { PackageResources.math_font_license_txt }
}
