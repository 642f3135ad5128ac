/**
 * Exact answers about the dynamics of one piecewise-linear map: which least periods it has, how many laps and affine pieces its
 * iterates have, between which bounds its topological entropy lies, and its orbits.
 */
package org.chaoscert.dynamics;
