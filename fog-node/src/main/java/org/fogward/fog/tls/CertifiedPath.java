package org.fogward.fog.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * An issuing authority's certificate with those above it up to a root, each checked (RFC 5280, 6).
 *
 * @param certificates the issuing authority's first, then each by the next one; the root is left out
 * @param root signs itself
 */
record CertifiedPath(List<X509Certificate> certificates, X509Certificate root) {

    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST = 8;
    private static final int CERTIFICATE_SIGNING = 5;
    private static final int LIST_SIGNING = 6;

    /** The authorities between the issuing one and the root. */
    List<X509Certificate> between() {
        return certificates.subList(1, certificates.size());
    }

    /**
     * Reads what an organisation answered to a request, in any order.
     *
     * @param answer certificates in PEM, or one in DER
     * @throws IOException naming what is wrong
     */
    static CertifiedPath read(byte[] answer, Instant now) throws IOException {
        if (answer.length > MOST_BYTES) {
            throw new IOException("the certificates are longer than " + MOST_BYTES + " bytes");
        }
        List<X509Certificate> all = certificates(answer);
        X509Certificate root =
                only(all.stream().filter(CertifiedPath::isByItself).toList(), "root, which signs itself,");
        List<X509Certificate> others =
                all.stream().filter(each -> !each.equals(root)).toList();
        X509Certificate issuing = only(
                others.stream()
                        .filter(each -> others.stream().noneMatch(below -> isBy(below, each)))
                        .toList(),
                "certificate that certifies no other");
        List<X509Certificate> path = new ArrayList<>(List.of(issuing));
        while (!isBy(path.getLast(), root)) {
            X509Certificate below = path.getLast();
            path.add(only(
                    others.stream()
                            .filter(each -> !path.contains(each) && isBy(below, each))
                            .toList(),
                    "certificate of " + below.getIssuerX500Principal()));
        }
        check(path, root, now);
        return new CertifiedPath(List.copyOf(path), root);
    }

    private static List<X509Certificate> certificates(byte[] answer) throws IOException {
        try {
            List<X509Certificate> all =
                    PemFiles.certificates(answer).stream().distinct().toList();
            if (all.size() > MOST) {
                throw new IOException("at most " + MOST + " certificates expected");
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IOException("certificates in PEM expected", e);
        }
    }

    private static void check(List<X509Certificate> path, X509Certificate root, Instant now) throws IOException {
        X509Certificate issuing = path.getFirst();
        boolean[] uses = issuing.getKeyUsage();
        if (issuing.getBasicConstraints() < 0 || uses == null || !uses[CERTIFICATE_SIGNING] || !uses[LIST_SIGNING]) {
            throw new IOException(
                    "the certificate is not for an authority: CA:TRUE and key usages keyCertSign and cRLSign expected");
        }
        if (root.getBasicConstraints() < 0) {
            throw new IOException("the root is not an authority: CA:TRUE expected");
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            root.checkValidity(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates do not hold together: " + e.getMessage(), e);
        }
    }

    private static X509Certificate only(List<X509Certificate> found, String what) throws IOException {
        if (found.size() != 1) {
            throw new IOException("one " + what + " expected, found " + found.size());
        }
        return found.getFirst();
    }

    private static boolean isByItself(X509Certificate certificate) {
        return isBy(certificate, certificate);
    }

    private static boolean isBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
