package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.encoders.Hex;
import org.hyperledger.fabric.protos.msp.FabricCryptoConfig;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;

/**
 * An organisation as the channel's configuration describes it: tells whether a certificate is one of its members'.
 * Immutable.
 */
final class TrustedOrganisation {
    private static final int P256_BITS = 256;

    private final String mspId;
    private final NodeUnits units;
    private final Set<X509Certificate> admins = new HashSet<>();
    private final Set<TrustAnchor> roots = new HashSet<>();
    private final List<X509Certificate> authorities = new ArrayList<>();
    private final List<X509CRL> revocations = new ArrayList<>();

    TrustedOrganisation(FabricMSPConfig config) throws GeneralSecurityException {
        mspId = config.getName();
        requireSupported(config.getCryptoConfig());
        units = NodeUnits.read(config.getFabricNodeOus(), config.getOrganizationalUnitIdentifiersList());
        for (ByteString root : config.getRootCertsList()) {
            X509Certificate certificate = only(root);
            roots.add(new TrustAnchor(certificate, null));
            authorities.add(certificate);
        }
        for (ByteString intermediate : config.getIntermediateCertsList()) {
            authorities.add(only(intermediate));
        }
        for (ByteString admin : config.getAdminsList()) {
            admins.add(only(admin));
        }
        for (ByteString list : config.getRevocationListList()) {
            X509CRL parsed = Pem.revocations(list.toByteArray());
            KeyIdentifier.ofSigner(parsed);
            revocations.add(parsed);
        }
        if (roots.isEmpty()) {
            throw new GeneralSecurityException("root_certs of " + mspId + " is empty");
        }
    }

    Member member(X509Certificate certificate, ByteString serialized) throws NoMemberException {
        if (certificate.getBasicConstraints() >= 0) {
            throw new NoMemberException("an authority's certificate is nobody's identity");
        }
        if (!(certificate.getPublicKey() instanceof ECPublicKey key)
                || key.getParams().getOrder().bitLength() != P256_BITS) {
            throw new NoMemberException("the certificate's key is not on P-256");
        }
        List<X509Certificate> path = path(certificate);
        refuseRevoked(path);
        List<String> names = Subject.units(certificate);
        // Roots are not members, so there always is an issuer.
        NodeRole role = units.role(names, path.get(1));
        Instant from = path.stream()
                .map(each -> each.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
        Instant to = path.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        try {
            return new Member(
                    mspId,
                    role,
                    admins.contains(certificate),
                    names,
                    certificate,
                    Ecdsa.own(key),
                    serialized,
                    from,
                    to);
        } catch (GeneralSecurityException e) {
            throw new NoMemberException("the certificate's key cannot be used", e);
        }
    }

    /** The certificate, those between it and a root, the root; judged at its own beginning, as Fabric does. */
    private List<X509Certificate> path(X509Certificate certificate) throws NoMemberException {
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(certificate);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(certificate.getNotBefore().toInstant().plusSeconds(1)));
            List<X509Certificate> known = new ArrayList<>(authorities);
            known.add(certificate);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            var result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX", "SUN").build(parameters);
            List<X509Certificate> path = new ArrayList<>();
            result.getCertPath().getCertificates().forEach(each -> path.add((X509Certificate) each));
            path.add(result.getTrustAnchor().getTrustedCert());
            return path;
        } catch (GeneralSecurityException e) {
            throw new NoMemberException("no authority of " + mspId + " stands behind the certificate", e);
        }
    }

    List<X509CRL> revocations() {
        return List.copyOf(revocations);
    }

    private void refuseRevoked(List<X509Certificate> path) throws NoMemberException {
        for (int i = 0; i + 1 < path.size(); i++) {
            for (X509CRL list : revocations) {
                if (list.isRevoked(path.get(i)) && signed(list, path.get(i + 1))) {
                    throw new NoMemberException("the certificate is revoked");
                }
            }
        }
    }

    /** As in Fabric, a list that names another key by its identifier revokes nothing, whoever signed it. */
    private static boolean signed(X509CRL list, X509Certificate authority) {
        try {
            if (!KeyIdentifier.ofSigner(list).equals(Hex.toHexString(KeyIdentifier.ofSubject(authority)))) {
                return false;
            }
            list.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireSupported(FabricCryptoConfig config) throws GeneralSecurityException {
        String family = config.getSignatureHashFamily();
        if (!family.isEmpty() && !family.equals("SHA2")) {
            throw new GeneralSecurityException("signature_hash_family must be SHA2, not " + family);
        }
    }

    private static X509Certificate only(ByteString pem) throws GeneralSecurityException {
        return Pem.certificates(pem.toString(StandardCharsets.US_ASCII)).getFirst();
    }
}
