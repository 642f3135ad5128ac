/** Pictures of results: text that is the same, byte for byte, on every machine. */
package org.chaoscert.report;
