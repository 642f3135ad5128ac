/**
 * What counts of drawn networks say about probabilities. Nothing here proves anything about a network: a verdict is exact, an
 * interval around a share of verdicts is statistics.
 */
package org.chaoscert.sweep;
