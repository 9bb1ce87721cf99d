package org.fogward.edge.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;
import org.fogward.edge.device.Credential;
import org.fogward.edge.device.DeviceProofs;

/** Lets each request to the doors that its device may go through, and no further once the device was removed. */
final class DeviceGate extends ServerMessageDeliverer {
    private static final Set<String> INVITED = Set.of(EstDoor.path(EstDoor.CRTS), EstDoor.path(EstDoor.SEN));
    private static final String ENROLMENT = EstDoor.path("");

    private final DeviceProofs proofs;
    private final IntakeCounters counters;

    DeviceGate(Resource root, Configuration limits, DeviceProofs proofs, IntakeCounters counters) {
        super(root, limits);
        this.proofs = proofs;
        this.counters = counters;
    }

    @Override
    protected boolean preDeliverRequest(Exchange exchange) {
        Request request = exchange.getRequest();
        Optional<Credential> credential =
                Peer.of(request.getSourceContext().getPeerIdentity()).filter(proofs::isGood);
        if (credential.isEmpty()) {
            counters.refuse(RefusalCause.DEVICE_REMOVED, "it was removed");
            return refuse(exchange, ResponseCode.UNAUTHORIZED, "device: it is not one of this gateway's any more");
        }
        List<String> path = request.getOptions().getUriPath();
        if (!mayGo(credential.get(), String.join("/", path))) {
            return refuse(exchange, ResponseCode.FORBIDDEN, refusal(credential.get()));
        }
        return false;
    }

    private static boolean mayGo(Credential credential, String path) {
        return switch (credential.kind()) {
            case INVITATION -> INVITED.contains(path);
            case CERTIFICATE -> !path.equals(EstDoor.path(EstDoor.SEN));
            case KEY, CONFIGURED_KEY -> !path.startsWith(ENROLMENT);
        };
    }

    private static String refusal(Credential credential) {
        return switch (credential.kind()) {
            case INVITATION -> "device: enrol first";
            case CERTIFICATE -> "device: it is enrolled";
            case KEY, CONFIGURED_KEY -> "device: it has a key, and was not invited";
        };
    }

    private static boolean refuse(Exchange exchange, ResponseCode code, String message) {
        Response response = new Response(code);
        response.setPayload(message);
        exchange.sendResponse(response);
        return true;
    }
}
