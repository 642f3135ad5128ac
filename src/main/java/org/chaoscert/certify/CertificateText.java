package org.chaoscert.certify;

import org.chaoscert.certificate.Certificate;
import org.chaoscert.certificate.CertificateWriter;
import org.chaoscert.network.JsonText;

/** The content of a certificate file, immutable. */
public final class CertificateText {
    private final byte[] bytes;

    private CertificateText(byte[] bytes) {
        this.bytes = bytes;
    }

    static CertificateText of(Certificate certificate) {
        return new CertificateText(CertificateWriter.file(certificate));
    }

    /**
     * Returns the content.
     *
     * @return a copy, in UTF-8
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns the length.
     *
     * @return the size in bytes
     */
    public int length() {
        return bytes.length;
    }

    /**
     * Returns the content on one line.
     *
     * @return the same JSON, without line ends
     */
    public String line() {
        return JsonText.line(bytes);
    }
}
