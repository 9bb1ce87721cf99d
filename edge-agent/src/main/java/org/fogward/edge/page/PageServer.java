package org.fogward.edge.page;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.fogward.edge.config.PageDoor;

/** The JDK's HTTPS server, TLS 1.3 only, with limits of its own. Thread-safe. */
final class PageServer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final PageDoor door;
    private final HttpsServer server;
    private final ExchangeLimits limits;

    PageServer(PageDoor door, PageCertificate certificate, HttpHandler handler, ExchangeLimits limits)
            throws IOException {
        this.limits = limits;
        InetSocketAddress address = new InetSocketAddress(door.host(), door.port());
        if (address.isUnresolved()) {
            throw new IOException("page.host: " + door.host() + " is not an address of this machine");
        }
        this.door = door;
        SSLContext context = certificate.context();
        try {
            server = HttpsServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "page.port: cannot listen on " + door.host() + ":" + door.port() + ": " + e.getMessage(), e);
        }
        server.setHttpsConfigurator(new OnlyTls13(context));
        server.setExecutor(limits);
        server.createContext("/", handler);
    }

    void start() {
        server.start();
    }

    URI uri() {
        return uri(door, server.getAddress().getPort());
    }

    /** For visitors: of a page at all of the machine's addresses, by the machine's name. */
    static URI uri(PageDoor door, int port) {
        boolean everywhere = new InetSocketAddress(door.host(), 0).getAddress() instanceof InetAddress address
                && address.isAnyLocalAddress();
        String host = everywhere ? PageCertificate.machine() : door.host();
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    @Override
    public void close() {
        server.stop(0);
        limits.close();
    }

    private static final class OnlyTls13 extends HttpsConfigurator {
        OnlyTls13(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters allowed = getSSLContext().getDefaultSSLParameters();
            allowed.setProtocols(new String[] {"TLSv1.3"});
            parameters.setSSLParameters(allowed);
        }
    }
}
