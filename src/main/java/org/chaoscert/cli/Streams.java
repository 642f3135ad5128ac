package org.chaoscert.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The streams a command talks to.
 *
 * @param in standard input
 * @param out standard output: results
 * @param err standard error: complaints and progress
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {}
