package org.fogward.protocol.page;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** By what somebody who is not signed in is told from others. */
public final class VisitorAddress {

    private static final int NETWORK_BYTES = 8;

    private VisitorAddress() {}

    /** A request's address; of IPv6 the network, since each machine has very many addresses of it. */
    public static String of(InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        if (!(address instanceof Inet6Address)) {
            return address == null ? remote.getHostString() : address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
