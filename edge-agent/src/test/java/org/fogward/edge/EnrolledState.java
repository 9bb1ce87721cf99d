package org.fogward.edge;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;

/** A gateway's state directory as enrolment leaves it. */
final class EnrolledState {
    private EnrolledState() {}

    /** Enrols with an authority's fog node, which then says where it is and what it signs with. */
    static void in(Path state, TestCa authority, GatewayId gateway, URI mqtt, URI https, VerificationKey fogKey)
            throws Exception {
        InvitationCode code = InvitationCode.random(authority.root(), new SecureRandom());
        try (TestEst est = new TestEst(authority)) {
            est.settings("""
                    {"federation":"%s","mqtt":"%s","https":"%s","fogKey":"%s"}
                    """.formatted(TestEst.FEDERATION, mqtt, https, fogKey.text()));
            est.invite(gateway.value(), code.secret());
            new GatewayEnrolment(
                            new FederationId(TestEst.FEDERATION),
                            gateway,
                            GatewayIdentity.open(state).vault(),
                            Clock.systemUTC())
                    .enrol(est.uri(), code);
        }
    }
}
