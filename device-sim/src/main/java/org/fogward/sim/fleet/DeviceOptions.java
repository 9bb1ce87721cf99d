package org.fogward.sim.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.fogward.protocol.enrolment.DeviceCode;
import org.fogward.protocol.enrolment.DeviceLink;
import org.fogward.sim.device.CertificateFolder;
import org.fogward.sim.device.DeliveryException;
import org.fogward.sim.device.DeviceCertificate;
import org.fogward.sim.device.DeviceEnrolment;
import org.fogward.sim.device.DeviceKey;
import org.fogward.sim.device.DeviceProof;

/** What the command line says of how a device gets to its gateway. Its text form leaves the secrets out. */
record DeviceOptions(
        Optional<URI> gateway,
        Optional<String> identity,
        Optional<String> key,
        Optional<String> code,
        Optional<Path> keep) {

    /** Where to, and by what. */
    record Access(URI gateway, DeviceProof proof) {}

    /**
     * Enrols the device where it has to, or renews its certificate.
     *
     * @throws IllegalArgumentException naming the option that is missing or wrong
     * @throws DeliveryException if the gateway does not enrol the device
     * @throws IOException if the folder of the device cannot be used
     */
    Access access(Clock clock) throws DeliveryException, IOException {
        if (code.isPresent() && key.isPresent()) {
            throw new IllegalArgumentException("--code, --key: only one of them expected");
        }
        Optional<DeviceLink> link =
                code.filter(text -> text.startsWith("fogward-device:")).map(DeviceLink::parse);
        URI address = gateway.or(() -> link.map(DeviceLink::gateway))
                .orElseThrow(() -> new IllegalArgumentException("Missing required option: --gateway URI"));
        if (key.isPresent()) {
            return new Access(address, key(name(), key.get()));
        }
        if (link.isPresent() && !link.get().identity().startsWith(DeviceLink.INVITED)) {
            return new Access(address, key(link.get().identity(), link.get().secret()));
        }
        Optional<CertificateFolder> folder = keep.map(CertificateFolder::new);
        Optional<DeviceCertificate> kept = folder.isPresent() ? folder.get().read() : Optional.empty();
        if (code.isEmpty() && kept.isPresent()) {
            return new Access(address, fresh(address, kept.get(), folder.get(), clock));
        }
        String typed = code.orElseThrow(() -> new IllegalArgumentException("--key or --code: one of them expected"));
        DeviceCertificate enrolled = link.isPresent()
                ? DeviceEnrolment.enrol(
                        address,
                        link.get().identity().substring(DeviceLink.INVITED.length()),
                        link.get().secret())
                : DeviceEnrolment.enrol(address, name(), DeviceCode.parse(typed));
        if (folder.isPresent()) {
            folder.get().keep(enrolled);
        }
        return new Access(address, enrolled);
    }

    private static DeviceCertificate fresh(URI address, DeviceCertificate kept, CertificateFolder folder, Clock clock)
            throws DeliveryException, IOException {
        if (!kept.isOld(clock.instant())) {
            return kept;
        }
        DeviceCertificate next = DeviceEnrolment.renew(address, kept);
        folder.keep(next);
        return next;
    }

    private String name() {
        return identity.orElseThrow(() -> new IllegalArgumentException("Missing required option: --identity NAME"));
    }

    private static DeviceKey key(String identity, String secret) {
        return new DeviceKey(identity, secret.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "DeviceOptions[gateway=" + gateway + ", identity=" + identity + "]";
    }
}
