package org.fogward.fog.authority;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** A gateway's name as the subject of a certificate: {@code CN=<gateway>, OU=gateway, O=<federation>}. */
public final class GatewayName {

    private static final String UNIT = "gateway";

    private GatewayName() {}

    /** The subject of a gateway. */
    public static X500Name of(GatewayId gateway, FederationId federation) {
        return of(gateway.value(), UNIT, federation);
    }

    /** The subject of somebody of a federation. */
    public static X500Name of(String name, String unit, FederationId federation) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, name)
                .addRDN(BCStyle.OU, unit)
                .addRDN(BCStyle.O, federation.value())
                .build();
    }

    /** The gateway that a subject names; empty if it names something else. */
    static Optional<GatewayId> parse(X500Name subject, FederationId federation) {
        boolean ofUs = value(subject, BCStyle.OU).filter(UNIT::equals).isPresent()
                && value(subject, BCStyle.O).filter(federation.value()::equals).isPresent();
        try {
            return ofUs ? value(subject, BCStyle.CN).map(GatewayId::new) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** The only value of a kind; empty if there are several or none. */
    public static Optional<String> value(X500Name subject, ASN1ObjectIdentifier kind) {
        RDN[] found = subject.getRDNs(kind);
        return found.length == 1 && !found[0].isMultiValued()
                ? Optional.of(IETFUtils.valueToString(found[0].getFirst().getValue()))
                : Optional.empty();
    }
}
