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
import org.bouncycastle.util.Strings;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;

/**
 * An organisation as the channel's configuration describes it: tells whether a certificate is one of its members'.
 * Immutable.
 */
final class TrustedOrganisation {
    private static final int P256_BITS = 256;

    private final String mspId;
    private final Set<TrustAnchor> roots = new HashSet<>();
    private final List<X509Certificate> authorities = new ArrayList<>();
    private final List<X509CRL> revocations = new ArrayList<>();

    TrustedOrganisation(FabricMSPConfig config) throws GeneralSecurityException {
        mspId = config.getName();
        requireNodeUnits(config.getFabricNodeOus());
        for (ByteString root : config.getRootCertsList()) {
            X509Certificate certificate = only(root);
            roots.add(new TrustAnchor(certificate, null));
            authorities.add(certificate);
        }
        for (ByteString intermediate : config.getIntermediateCertsList()) {
            authorities.add(only(intermediate));
        }
        for (ByteString list : config.getRevocationListList()) {
            revocations.add(Pem.revocations(list.toByteArray()));
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
        List<String> units = Subject.units(certificate);
        NodeRole role = NodeRole.of(units)
                .orElseThrow(() -> new NoMemberException(
                        "the certificate must name exactly one of the units client, peer, admin and orderer"));
        Instant from = path.stream()
                .map(each -> each.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
        Instant to = path.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        try {
            return new Member(mspId, role, units, certificate, Ecdsa.own(key), serialized, from, to);
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

    private void refuseRevoked(List<X509Certificate> path) throws NoMemberException {
        for (int i = 0; i + 1 < path.size(); i++) {
            for (X509CRL list : revocations) {
                if (list.isRevoked(path.get(i)) && signed(list, path.get(i + 1))) {
                    throw new NoMemberException("the certificate is revoked");
                }
            }
        }
    }

    private static boolean signed(X509CRL list, X509Certificate authority) {
        try {
            list.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireNodeUnits(FabricNodeOUs units) throws GeneralSecurityException {
        if (!units.getEnable()) {
            throw new GeneralSecurityException("fabric_node_ous must be enabled");
        }
        requireUnit(units.getClientOuIdentifier(), NodeRole.CLIENT);
        requireUnit(units.getPeerOuIdentifier(), NodeRole.PEER);
        requireUnit(units.getAdminOuIdentifier(), NodeRole.ADMIN);
        requireUnit(units.getOrdererOuIdentifier(), NodeRole.ORDERER);
    }

    private static void requireUnit(FabricOUIdentifier unit, NodeRole role) throws GeneralSecurityException {
        String name = unit.getOrganizationalUnitIdentifier();
        if (!name.isEmpty() && !Strings.toLowerCase(name).equals(role.unit())) {
            throw new GeneralSecurityException(
                    "fabric_node_ous: the unit of a " + role.unit() + " must be " + role.unit() + ", not " + name);
        }
    }

    private static X509Certificate only(ByteString pem) throws GeneralSecurityException {
        return Pem.certificates(pem.toString(StandardCharsets.US_ASCII)).getFirst();
    }
}
