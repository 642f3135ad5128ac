/**
 * The pipeline: read a network, decide, write certificates, and have the checker accept them. The public interface of this
 * program as a library begins with {@link org.chaoscert.certify.Certifier}.
 */
package org.chaoscert.certify;
