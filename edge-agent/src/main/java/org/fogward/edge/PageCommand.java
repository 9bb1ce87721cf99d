package org.fogward.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.fogward.edge.config.ConfigException;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.PageDoor;
import org.fogward.edge.page.PageAccount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edge page}: tells where the gateway's page is, and removes its account when asked to. The gateway may be running. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description = "Tells the address of the gateway's page and its certificate's fingerprint.")
final class PageCommand implements Callable<Integer> {
    @Mixin
    private Main.ConfigOption config;

    @Option(
            names = "--reset",
            description =
                    "Removes the page's account, as when its password is lost: the gateway's log then has an address"
                            + " where it is made anew.")
    private boolean reset;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException, IOException {
        EdgeConfig read = config.read(spec);
        PageDoor door = read.page()
                .orElseThrow(() -> new IOException(
                        "page: missing in the configuration; add page: {host: 0.0.0.0, port: 8444} for a page"));
        GatewayKeys.of(read);
        PageAccount account = new PageAccount(read.stateDirectory(), door, Clock.systemUTC());
        PrintWriter out = spec.commandLine().getOut();
        out.println("page: " + account.address());
        out.println("certificate: SHA-256 " + account.fingerprint());
        if (reset) {
            out.println(
                    account.remove()
                            ? "the account is removed; the gateway's log says where to make it anew"
                            : "there was no account; the gateway's log says where to make one");
        }
        out.flush();
        return 0;
    }
}
