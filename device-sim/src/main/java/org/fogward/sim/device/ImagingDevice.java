package org.fogward.sim.device;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/** An imaging device: it posts each image as PNG to {@code /images}, block-wise (RFC 7959). */
public final class ImagingDevice implements SimulatedDevice {
    private final PngImage png;
    private final List<String> classes;
    private final Connection connection;

    /**
     * Makes a device; it connects when it first has something to hand in.
     *
     * @param format gives the images' shape and the class names; its samples are not used
     * @param gateway {@code coaps://host:port}
     * @param proof by what the device proves itself
     */
    public ImagingDevice(Dataset format, URI gateway, DeviceProof proof) {
        this.png = new PngImage(format.shape());
        this.classes = format.classes();
        this.connection = new Connection(gateway, proof);
    }

    @Override
    public void handIn(Sample sample) throws DeliveryException {
        connection.post(
                "/images?label=" + encoded(classes.get(sample.label())) + "&group=" + encoded(sample.group()),
                MediaTypeRegistry.IMAGE_PNG,
                png.encode(sample));
    }

    @Override
    public void close() {
        connection.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
