package org.fogward.ledger.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.hyperledger.fabric.contract.ClientIdentity;

/**
 * Who made the transaction. That the certificate is a good one, and is so now, is for the peers to check: here it is only
 * read, so that every run gives the same.
 */
record Creator(String organisation, X500Principal subject) {
    static Creator of(ClientIdentity identity) {
        return new Creator(identity.getMSPID(), identity.getX509Certificate().getSubjectX500Principal());
    }

    /** The one role that the certificate gives. As in Fabric, none and several are no role. */
    Role role() {
        Set<String> units = units();
        List<Role> roles = Stream.of(Role.values())
                .filter(role -> units.contains(role.unit()))
                .toList();
        if (roles.size() != 1) {
            throw Refusal.forbidden(
                    "the caller's certificate must name one role as its OU: admin, client, peer or orderer");
        }
        return roles.getFirst();
    }

    /** The organisational units, also those that share a relative distinguished name with others. */
    private Set<String> units() {
        Set<String> units = new HashSet<>();
        for (RDN part : X500Name.getInstance(subject.getEncoded()).getRDNs()) {
            for (AttributeTypeAndValue attribute : part.getTypesAndValues()) {
                if (attribute.getType().equals(BCStyle.OU)) {
                    units.add(IETFUtils.valueToString(attribute.getValue()));
                }
            }
        }
        return units;
    }
}
