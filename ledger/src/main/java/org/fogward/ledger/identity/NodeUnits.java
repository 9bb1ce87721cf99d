package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;

/**
 * Fabric's NodeOUs: which organisational unit stands for which role, and which authority must have issued the certificate
 * of somebody who has it. An organisation may call the units what it likes.
 */
record NodeUnits(List<Unit> roles, List<Unit> required) {
    /** A unit, and the authority that gives it, if only one may. The role is empty for one that only admits. */
    record Unit(Optional<NodeRole> role, String name, Optional<X509Certificate> authority) {
        boolean covers(List<String> units, X509Certificate issuer) {
            return units.contains(name) && authority.map(issuer::equals).orElse(true);
        }
    }

    static NodeUnits read(FabricNodeOUs config, List<FabricOUIdentifier> admitting) throws GeneralSecurityException {
        if (!config.getEnable()) {
            throw new GeneralSecurityException("fabric_node_ous must be enabled");
        }
        List<Unit> roles = new ArrayList<>();
        for (NodeRole role : NodeRole.values()) {
            FabricOUIdentifier identifier =
                    switch (role) {
                        case CLIENT -> config.getClientOuIdentifier();
                        case PEER -> config.getPeerOuIdentifier();
                        case ADMIN -> config.getAdminOuIdentifier();
                        case ORDERER -> config.getOrdererOuIdentifier();
                    };
            if (!identifier.getOrganizationalUnitIdentifier().isEmpty()) {
                roles.add(unit(Optional.of(role), identifier));
            }
        }
        if (roles.isEmpty()) {
            throw new GeneralSecurityException("fabric_node_ous names no unit");
        }
        if (roles.stream().map(Unit::name).distinct().count() < roles.size()) {
            throw new GeneralSecurityException("fabric_node_ous gives two roles the same unit");
        }
        List<Unit> required = new ArrayList<>();
        for (FabricOUIdentifier each : admitting) {
            required.add(unit(Optional.empty(), each));
        }
        return new NodeUnits(List.copyOf(roles), List.copyOf(required));
    }

    /** The one role of a certificate with these units. */
    NodeRole role(List<String> units, X509Certificate issuer) throws NoMemberException {
        if (!required.isEmpty() && required.stream().noneMatch(unit -> unit.covers(units, issuer))) {
            throw new NoMemberException("the certificate has none of the units that the organisation admits");
        }
        List<Unit> named =
                roles.stream().filter(role -> units.contains(role.name())).toList();
        if (named.size() != 1) {
            throw new NoMemberException("the certificate must name exactly one of the units "
                    + String.join(", ", roles.stream().map(Unit::name).toList()));
        }
        Unit unit = named.getFirst();
        if (!unit.covers(units, issuer)) {
            throw new NoMemberException("another authority gives the unit " + unit.name());
        }
        return unit.role().orElseThrow();
    }

    private static Unit unit(Optional<NodeRole> role, FabricOUIdentifier identifier) throws GeneralSecurityException {
        ByteString pem = identifier.getCertificate();
        return new Unit(
                role,
                identifier.getOrganizationalUnitIdentifier(),
                pem.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Pem.certificates(pem.toString(StandardCharsets.US_ASCII))
                                .getFirst()));
    }
}
