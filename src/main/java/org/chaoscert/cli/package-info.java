/** Commands, files, streams and exit statuses. The only place that catches everything. */
package org.chaoscert.cli;
