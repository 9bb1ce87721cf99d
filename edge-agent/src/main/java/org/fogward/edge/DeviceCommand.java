package org.fogward.edge;

import com.google.zxing.WriterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.ConfigException;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.device.DeviceAddress;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.device.DeviceSecret;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.device.KnownDevice;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.protocol.enrolment.BlockQrCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edge device}: who may deliver samples to a gateway. The gateway may be running; it acts by it within a second. */
@Command(
        name = "device",
        mixinStandardHelpOptions = true,
        description = "Lists a gateway's devices, lets one in or shuts one out, while the gateway runs or not.",
        subcommands = {
            DeviceCommand.ListDevices.class,
            DeviceCommand.Invite.class,
            DeviceCommand.Key.class,
            DeviceCommand.Remove.class
        })
final class DeviceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing: list, invite NAME, key NAME or remove NAME");
    }

    /** What the commands have in common: the gateway's register. */
    abstract static class WithRegister implements Callable<Integer> {
        @Mixin
        private Main.ConfigOption config;

        @Spec
        private CommandSpec spec;

        abstract void run(DeviceRegister register, PrintWriter out) throws IOException;

        /** Where devices reach the gateway, if it is not as the configuration says. */
        Optional<URI> address() {
            return Optional.empty();
        }

        @Override
        public final Integer call() throws ConfigException, IOException {
            EdgeConfig read = config.read(spec);
            GatewayIdentity identity = GatewayKeys.of(read);
            Path file = read.stateDirectory().resolve("gateway.db");
            try (GatewayDatabase database = GatewayDatabase.open(file)) {
                GatewayDevices devices = GatewayDevices.open(
                        database,
                        new SampleKeys(identity.sampleSecret(), new SecureRandom()),
                        read.gateway(),
                        read.coap().devices(),
                        () -> address().orElseGet(() -> configured(read.coap())),
                        Clock.systemUTC());
                PrintWriter out = spec.commandLine().getOut();
                run(devices.register(), out);
                out.flush();
                return 0;
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }

        private static URI configured(CoapDoor door) {
            if (door.port() == 0) {
                throw new IllegalArgumentException(
                        "coap.port: 0 tells nobody where the gateway is; give --address coaps://HOST:PORT");
            }
            String host = door.host().contains(":") ? "[" + door.host() + "]" : door.host();
            return DeviceAddress.of(URI.create("coaps://" + host + ":" + door.port()));
        }
    }

    /** What lets a device in and tells what it needs. */
    abstract static class LettingIn extends WithRegister {
        @Parameters(paramLabel = "NAME", description = "The device's name: a-z, 0-9, dot, dash, underscore.")
        private String name;

        @Option(
                names = "--address",
                paramLabel = "URI",
                description = "Where devices reach the gateway, coaps://HOST:PORT. Default: as the configuration says.")
        private URI address;

        abstract DeviceSecret let(DeviceRegister register, String device);

        abstract String label();

        abstract String hint();

        @Override
        final Optional<URI> address() {
            return Optional.ofNullable(address);
        }

        @Override
        final void run(DeviceRegister register, PrintWriter out) throws IOException {
            DeviceSecret secret = let(register, name);
            String link = secret.uri().toString();
            out.println("device:  " + secret.name());
            out.println("address: " + secret.uri().getSchemeSpecificPart().replaceFirst("/[^/]*$", ""));
            out.println(label() + secret.secret() + "   (" + hint() + ")");
            out.println("link:    " + link);
            out.println();
            try {
                out.print(BlockQrCode.of(link));
            } catch (WriterException e) {
                throw new IOException("address: too long for a QR code", e);
            }
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the devices.")
    static final class ListDevices extends WithRegister {
        @Override
        void run(DeviceRegister register, PrintWriter out) {
            for (KnownDevice device : register.devices()) {
                out.println(device.name()
                        + ": "
                        + device.proof().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + device.since().map(at -> ", since " + second(at)).orElse("")
                        + device.until().map(at -> ", until " + second(at)).orElse("")
                        + device.seen().map(at -> ", seen " + second(at)).orElse(", never seen"));
            }
        }

        private static Instant second(Instant at) {
            return at.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    @Command(
            name = "invite",
            mixinStandardHelpOptions = true,
            description = "Makes a one-time code by which a device gets a certificate, as text and as a QR code.")
    static final class Invite extends LettingIn {
        @Override
        DeviceSecret let(DeviceRegister register, String device) {
            return register.invite(device);
        }

        @Override
        String label() {
            return "code:    ";
        }

        @Override
        String hint() {
            return "good once, for 15 minutes";
        }
    }

    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            description = "Makes a pre-shared key for a device that can do no more, as text and as a QR code.")
    static final class Key extends LettingIn {
        @Override
        DeviceSecret let(DeviceRegister register, String device) {
            return register.addKey(device);
        }

        @Override
        String label() {
            return "key:     ";
        }

        @Override
        String hint() {
            return "shown only now; what the device had before is not good any more";
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Shuts a device out and ends its connections. Samples that it delivered stay.")
    static final class Remove extends WithRegister {
        @Parameters(paramLabel = "NAME", description = "The device's name.")
        private String name;

        @Override
        void run(DeviceRegister register, PrintWriter out) throws IOException {
            if (!register.remove(name)) {
                throw new IOException("NAME: there is no device " + name);
            }
            out.println(name + " is removed");
        }
    }
}
