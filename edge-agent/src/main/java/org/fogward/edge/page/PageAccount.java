package org.fogward.edge.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.fogward.edge.config.PageDoor;
import org.fogward.protocol.auditlog.AuditLog;

/** What can be told of a page, and done to its account, without running it. For one thread. */
public final class PageAccount {
    private final Path stateDirectory;
    private final PageDoor door;
    private final Clock clock;
    private final PageCertificate certificate;

    /**
     * Reads the page's certificate, or makes it.
     *
     * @throws IOException when its file cannot be used
     */
    public PageAccount(Path stateDirectory, PageDoor door, Clock clock) throws IOException {
        this.stateDirectory = stateDirectory;
        this.door = door;
        this.clock = clock;
        this.certificate = PageCertificate.in(stateDirectory.resolve(PageCertificate.FILE), door.host(), clock);
    }

    /** Where the page is, for a person. */
    public String address() {
        return door.port() == 0
                ? "on a free port, which the gateway's log tells"
                : PageServer.uri(door, door.port()).toString();
    }

    /** The SHA-256 of the page's certificate as browsers show it, hex. */
    public String fingerprint() {
        return certificate.fingerprint();
    }

    /**
     * Removes the account; a running gateway ends its sessions at once.
     *
     * @return whether there was one
     * @throws IOException when it cannot be removed
     */
    public boolean remove() throws IOException {
        new AuditLog(stateDirectory, clock).write("", "", PageAction.REMOVE_ACCOUNT, "");
        return Administrator.remove(stateDirectory);
    }
}
