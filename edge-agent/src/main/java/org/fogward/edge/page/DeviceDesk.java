package org.fogward.edge.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zxing.WriterException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.device.DeviceSecret;
import org.fogward.edge.device.KnownDevice;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.enrolment.BlockQrCode;

/** Lets devices in and out. Thread-safe. */
final class DeviceDesk {
    private static final int MOST_CHARACTERS = 64;

    private final GatewayDesk gateway;
    private final AuditLog log;

    DeviceDesk(GatewayDesk gateway, AuditLog log) {
        this.gateway = gateway;
        this.log = log;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", "/api/devices", this::list),
                Route.signedIn(
                        "POST",
                        "/api/devices/invite",
                        visit -> told(visit, PageAction.INVITE_DEVICE, DeviceRegister::invite)),
                Route.signedIn(
                        "POST",
                        "/api/devices/key",
                        visit -> told(visit, PageAction.ADD_DEVICE_KEY, DeviceRegister::addKey)),
                Route.signedIn("POST", "/api/devices/remove", this::remove));
    }

    private Answer list(Visit visit) throws PageRefusal {
        ArrayNode devices = JsonNodeFactory.instance.arrayNode();
        for (KnownDevice device : register().devices()) {
            ObjectNode shown = devices.addObject()
                    .put("name", device.name())
                    .put("proof", device.proof().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            device.since().ifPresent(since -> shown.put("since", since.toString()));
            device.until().ifPresent(until -> shown.put("until", until.toString()));
            device.seen().ifPresent(seen -> shown.put("seen", seen.toString()));
        }
        return Answer.json(devices);
    }

    /** What is told here is told once: nobody keeps it but the device. */
    private Answer told(Visit visit, PageAction action, BiFunction<DeviceRegister, String, DeviceSecret> change)
            throws IOException, PageRefusal {
        DeviceRegister register = register();
        String name = name(visit);
        log.write(Administrator.NAME.value(), visit.address(), action, name);
        DeviceSecret secret = change.apply(register, name);
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("name", secret.name())
                .put("secret", secret.secret())
                .put("uri", secret.uri().toString());
        ArrayNode rows = told.putArray("qr");
        qr(secret.uri()).forEach(rows::add);
        return Answer.json(told);
    }

    private static List<String> qr(URI uri) {
        try {
            return BlockQrCode.rows(uri.toString());
        } catch (WriterException e) {
            throw new IllegalStateException("what a device is told fits into a QR code", e);
        }
    }

    private Answer remove(Visit visit) throws IOException, PageRefusal {
        DeviceRegister register = register();
        String name = name(visit);
        log.write(Administrator.NAME.value(), visit.address(), PageAction.REMOVE_DEVICE, name);
        if (!register.remove(name)) {
            throw new PageRefusal(404, "name: there is no device of this name");
        }
        return Answer.done();
    }

    private static String name(Visit visit) throws IOException, PageRefusal {
        String name = visit.fields().text("name").strip();
        if (name.isEmpty() || name.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("name: 1 to " + MOST_CHARACTERS + " characters expected");
        }
        return name;
    }

    private DeviceRegister register() throws PageRefusal {
        return gateway.devices()
                .orElseThrow(() -> PageRefusal.conflict("the gateway does not take devices before it runs"));
    }
}
