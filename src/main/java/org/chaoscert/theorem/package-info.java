/**
 * What can be claimed of a map, what witnesses it, and which theorem leads from the witness to the claim.
 *
 * <p>Sources: T.-Y. Li, J. A. Yorke, <i>Period three implies chaos</i>, Amer. Math. Monthly 82 (1975); A. N. Sharkovsky,
 * <i>Coexistence of cycles of a continuous map of the line into itself</i> (1964; English: Int. J. Bifurcation Chaos 5,
 * 1995); L. S. Block, W. A. Coppel, <i>Dynamics in One Dimension</i>, LNM 1513 (1992); M. Misiurewicz,
 * <i>Horseshoes for mappings of the interval</i>, Bull. Acad. Polon. Sci. 27 (1979); M. Misiurewicz, W. Szlenk, <i>Entropy of
 * piecewise monotone mappings</i>, Studia Math. 67 (1980).
 */
package org.chaoscert.theorem;
