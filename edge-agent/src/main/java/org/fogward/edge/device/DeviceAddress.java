package org.fogward.edge.device;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;

/** Where a device finds the gateway. */
public final class DeviceAddress {
    private DeviceAddress() {}

    /**
     * What to tell a device.
     *
     * @param listening where the gateway listens, {@code coaps://host:port}
     * @return the same, or with an address of this machine in its network where the gateway listens on all
     */
    public static URI of(URI listening) {
        String host = listening.getHost();
        boolean any = host.equals("0.0.0.0") || host.matches("\\[[0:]*]");
        return any ? URI.create("coaps://" + own().orElse("localhost") + ":" + listening.getPort()) : listening;
    }

    private static Optional<String> own() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(DeviceAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isPointToPoint();
        } catch (SocketException e) {
            return false;
        }
    }
}
