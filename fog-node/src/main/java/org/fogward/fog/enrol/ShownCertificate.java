package org.fogward.fog.enrol;

import io.micronaut.http.HttpRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The certificate that a client has shown in its TLS handshake, with the proof that it holds the key. */
public final class ShownCertificate {

    private ShownCertificate() {}

    /** The certificate; empty if none was shown. */
    public static Optional<X509Certificate> of(HttpRequest<?> request) {
        return request.getCertificate()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast);
    }
}
