package org.fogward.fog.tls;

import java.security.KeyPair;
import java.security.cert.X509Certificate;

/**
 * A key pair with the certificate for its public half.
 *
 * @param keys P-256
 * @param certificate names whom the key belongs to
 */
public record CertifiedKey(KeyPair keys, X509Certificate certificate) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "CertifiedKey of " + certificate.getSubjectX500Principal();
    }
}
