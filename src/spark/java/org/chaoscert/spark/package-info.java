/**
 * A sweep on many machines, as a job for Apache Spark. Not part of the ordinary program; built with {@code mvn -Pspark}.
 *
 * <p>{@link org.chaoscert.spark.SweepJob} is the program; {@link org.chaoscert.spark.ClusterSweep} works off a plan; {@link
 * org.chaoscert.spark.BlockTask} is what a machine of the cluster does with a block.
 */
package org.chaoscert.spark;
