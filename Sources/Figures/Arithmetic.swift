// The functions of C's library under the names that the figures use, in one place.

import Glibc

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
func logarithm10(_ x: Double) -> Double { log10(x) }
func cosine(_ x: Double) -> Double { cos(x) }
func sine(_ x: Double) -> Double { sin(x) }

/// Ten to a whole power, exact where it can be.
func tenTo(_ exponent: Int) -> Double {
    Double("1e\(exponent)") ?? 0
}
