/**
 * Certified verdicts for very many random networks: how often a law of initialisation gives chaos.
 *
 * <p>A {@link org.chaoscert.sweep.SweepPlan} says which networks; {@link org.chaoscert.sweep.BlockWorker} decides ranges of
 * them; {@link org.chaoscert.sweep.Tally} counts, and can be added up in any order, on one machine or many; {@link
 * org.chaoscert.sweep.Ledger} remembers on disk what has been done.
 */
package org.chaoscert.sweep;
