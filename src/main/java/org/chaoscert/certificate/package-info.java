/**
 * Certificate files, format {@code chaoscert-certificate/1}: the record, its writer, and a reader for retelling them.
 *
 * <p>Nothing here judges a certificate; that is the checker's office.
 */
package org.chaoscert.certificate;
