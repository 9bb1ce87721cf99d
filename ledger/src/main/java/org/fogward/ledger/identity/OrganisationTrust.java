package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.hyperledger.fabric.protos.msp.FabricCryptoConfig;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;

/**
 * What others have to know of an organisation to tell its members: nothing of it is secret.
 *
 * @param mspId the id of its membership service provider
 * @param roots its root authorities
 * @param intermediates authorities below them
 * @param revocations lists of certificates that do not count any more
 * @param tlsRoots root authorities of its TLS certificates
 */
public record OrganisationTrust(
        String mspId,
        List<X509Certificate> roots,
        List<X509Certificate> intermediates,
        List<X509CRL> revocations,
        List<X509Certificate> tlsRoots) {
    /** Takes copies. */
    public OrganisationTrust {
        roots = List.copyOf(roots);
        intermediates = List.copyOf(intermediates);
        revocations = List.copyOf(revocations);
        tlsRoots = List.copyOf(tlsRoots);
    }

    /**
     * The organisation as a channel's configuration describes it, with NodeOUs.
     *
     * @return Fabric's configuration of a membership service provider
     */
    public FabricMSPConfig toConfig() {
        FabricMSPConfig.Builder config = FabricMSPConfig.newBuilder()
                .setName(mspId)
                .setCryptoConfig(FabricCryptoConfig.newBuilder()
                        .setSignatureHashFamily("SHA2")
                        .setIdentityIdentifierHashFunction("SHA256"))
                .setFabricNodeOus(FabricNodeOUs.newBuilder()
                        .setEnable(true)
                        .setClientOuIdentifier(unit(NodeRole.CLIENT))
                        .setPeerOuIdentifier(unit(NodeRole.PEER))
                        .setAdminOuIdentifier(unit(NodeRole.ADMIN))
                        .setOrdererOuIdentifier(unit(NodeRole.ORDERER)));
        roots.forEach(root -> config.addRootCerts(pem(root)));
        intermediates.forEach(authority -> config.addIntermediateCerts(pem(authority)));
        revocations.forEach(list -> config.addRevocationList(ByteString.copyFromUtf8(Pem.text(list))));
        tlsRoots.forEach(root -> config.addTlsRootCerts(pem(root)));
        return config.build();
    }

    private static FabricOUIdentifier unit(NodeRole role) {
        return FabricOUIdentifier.newBuilder()
                .setOrganizationalUnitIdentifier(role.unit())
                .build();
    }

    private static ByteString pem(X509Certificate certificate) {
        return ByteString.copyFromUtf8(Pem.text(certificate));
    }
}
