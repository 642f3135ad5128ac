/**
 * Slow and obvious counterparts of what the main code computes, for tests to compare with. Nothing here calls the main
 * code, save to read a number out of it.
 */
package org.chaoscert.oracle;
