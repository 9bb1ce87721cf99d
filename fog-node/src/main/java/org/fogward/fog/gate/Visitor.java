package org.fogward.fog.gate;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.fogward.fog.people.Session;

/**
 * Whose request it is, where somebody is signed in.
 *
 * @param session their session
 * @param address where they are
 */
public record Visitor(Session session, String address) {

    private static final String ATTRIBUTE = "fogward.visitor";
    private static final int NETWORK_BYTES = 8;

    /** Whoever is signed in, if anybody is. */
    public static Optional<Visitor> find(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Visitor.class);
    }

    /** Whoever is signed in, behind a route where somebody has to be. */
    public static Visitor of(HttpRequest<?> request) {
        return find(request).orElseThrow(() -> new HttpStatusException(HttpStatus.UNAUTHORIZED, "nobody is signed in"));
    }

    void enter(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** A request's address; of IPv6 the network, since each machine has very many addresses of it. */
    static String address(HttpRequest<?> request) {
        InetSocketAddress remote = request.getRemoteAddress();
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
