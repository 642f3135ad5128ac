/**
 * Floating-point experiments held against exact truth, network by network: claimed verdicts, tests on grids and along computed
 * orbits, whole trajectories, counts of linear regions.
 *
 * <p>What is judged is always the exact real map of the stored numbers. What a program computes is another map, and is only
 * emulated here in order to see what an experiment would have said.
 */
package org.chaoscert.audit;
