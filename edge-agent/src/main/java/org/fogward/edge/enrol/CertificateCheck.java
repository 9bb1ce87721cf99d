package org.fogward.edge.enrol;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.fogward.edge.enrol.EnrolmentException.Remedy;
import org.fogward.protocol.enrolment.KeyUri;

/** Checks that a certificate is the one that a gateway asked for, and finds its way to a trusted root (RFC 5280, 6). */
final class CertificateCheck {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int URI = 6;

    private final Subject subject;
    private final Clock clock;

    CertificateCheck(Subject subject, Clock clock) {
        this.subject = subject;
        this.clock = clock;
    }

    /**
     * The gateway's certificate and those of the authorities between it and a root.
     *
     * @param key what the certificate has to be for
     * @param answer what the fog node sent
     */
    List<X509Certificate> chain(PublicKey key, List<X509Certificate> answer, Collection<X509Certificate> roots)
            throws EnrolmentException {
        X509Certificate own = answer.stream()
                .filter(certificate -> certificate.getPublicKey().equals(key))
                .findFirst()
                .orElseThrow(() -> wrong("holds no certificate for the gateway's key"));
        requireName("CN", subject.gateway().value(), own);
        requireName("O", subject.federation().value(), own);
        requireSigningKey(own);
        requireClient(own);
        requireNow(own);
        return path(own, answer, roots);
    }

    /** That a certificate has begun, by this machine's clock, and not ended. */
    void requireNow(X509Certificate certificate) throws EnrolmentException {
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw new EnrolmentException(
                    Remedy.LOOK_INTO_IT,
                    "this machine's clock says " + now + ", but the fog node's certificate is good from " + from
                            + " on: set the clock, then try again");
        }
        if (now.isAfter(until)) {
            throw new EnrolmentException(
                    Remedy.LOOK_INTO_IT,
                    "the fog node's certificate ended on " + until + ", and this machine's clock says " + now
                            + ": set the clock if it is wrong, otherwise tell the fog node's operator");
        }
    }

    private void requireName(String type, String expected, X509Certificate own) throws EnrolmentException {
        String found = name(type, own);
        if (!found.equals(expected)) {
            throw wrong("certifies " + type + " \"" + found + "\", but the configuration says \"" + expected
                    + "\": correct the one that is wrong and ask for a new code");
        }
    }

    private static String name(String type, X509Certificate own) {
        try {
            return new LdapName(own.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }

    private void requireSigningKey(X509Certificate own) throws EnrolmentException {
        try {
            Collection<List<?>> names =
                    Optional.ofNullable(own.getSubjectAlternativeNames()).orElse(List.of());
            for (List<?> name : names) {
                if (name.get(0).equals(URI)
                        && KeyUri.parse(name.get(1).toString())
                                .filter(subject.signingKey()::equals)
                                .isPresent()) {
                    return;
                }
            }
        } catch (CertificateParsingException | IllegalArgumentException e) {
            throw wrong("has alternative names that cannot be read");
        }
        throw wrong("does not name the gateway's signing key");
    }

    private static void requireClient(X509Certificate own) throws EnrolmentException {
        try {
            List<String> purposes =
                    Optional.ofNullable(own.getExtendedKeyUsage()).orElse(List.of());
            if (purposes.contains(CLIENT_AUTHENTICATION)) {
                return;
            }
        } catch (CertificateParsingException e) {
            throw wrong("has a use that cannot be read");
        }
        throw wrong("is not for a client");
    }

    private List<X509Certificate> path(
            X509Certificate own, List<X509Certificate> answer, Collection<X509Certificate> roots)
            throws EnrolmentException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(own);
        // A root that is trusted itself ends the chain, whichever older one certifies it too.
        List<X509Certificate> between = answer.stream()
                .filter(certificate -> roots.stream().noneMatch(root -> isSameAuthority(root, certificate)))
                .toList();
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
            return CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath().getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertPathBuilderException e) {
            throw wrong("comes from an authority that this gateway does not trust");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check certificates", e);
        }
    }

    private static boolean isSameAuthority(X509Certificate one, X509Certificate other) {
        return one.getPublicKey().equals(other.getPublicKey())
                && one.getSubjectX500Principal().equals(other.getSubjectX500Principal());
    }

    private static EnrolmentException wrong(String what) {
        return new EnrolmentException(Remedy.LOOK_INTO_IT, "the certificate that the fog node issued " + what);
    }
}
