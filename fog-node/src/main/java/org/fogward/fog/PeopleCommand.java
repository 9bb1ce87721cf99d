package org.fogward.fog;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.fog.people.Account;
import org.fogward.fog.people.Accounts;
import org.fogward.fog.people.Role;
import org.fogward.fog.round.Database;
import org.fogward.fog.yaml.FieldException;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.Passwords;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PersonName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fog people}: who may sign in to the page. Works while the fog node runs and while it does not. */
@Command(
        name = "people",
        description = "Lists and changes who may sign in to the page.",
        mixinStandardHelpOptions = true)
final class PeopleCommand implements Runnable {

    private static final String COMMAND = "command";

    @ParentCommand
    private Main.@Nullable Fog fog;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = spec();
        throw new ParameterException(own.commandLine(), "one of list, add, remove, password, role expected");
    }

    @Command(name = "list", description = "Prints names and roles.", mixinStandardHelpOptions = true)
    int list() throws IOException, FieldException {
        for (Account account : open().accounts().all()) {
            say(account.name() + "  " + account.role().word() + "  since " + account.madeAt());
        }
        return 0;
    }

    @Command(
            name = "add",
            description = "Makes an account; asks for the password, or reads it as a line from standard input.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "viewer, auditor or operator.")
                    String role)
            throws IOException, FieldException {
        return change((opened) -> {
            PersonName added = new PersonName(name);
            Role given = Role.parse(role);
            opened.accounts().add(added, given, password());
            opened.log().write(COMMAND, "", AuditAction.ACCOUNT_ADDED, added + " as " + given.word());
            say(added + " can sign in as " + given.word() + " now");
        });
    }

    @Command(
            name = "remove",
            description = "Removes an account and ends its sessions.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name) throws IOException, FieldException {
        return change(opened -> {
            PersonName removed = new PersonName(name);
            opened.accounts().remove(removed);
            opened.log().write(COMMAND, "", AuditAction.ACCOUNT_REMOVED, removed.value());
            say(removed + " is removed");
        });
    }

    @Command(
            name = "password",
            description = "Gives an account another password and ends its sessions.",
            mixinStandardHelpOptions = true)
    int password(@Parameters(paramLabel = "NAME") String name) throws IOException, FieldException {
        return change(opened -> {
            PersonName changed = new PersonName(name);
            opened.accounts().changePassword(changed, password());
            opened.log().write(COMMAND, "", AuditAction.ACCOUNT_CHANGED, changed + " has another password now");
            say(changed + " has another password now");
        });
    }

    @Command(
            name = "role",
            description = "Gives an account another role and ends its sessions.",
            mixinStandardHelpOptions = true)
    int role(@Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "ROLE") String role)
            throws IOException, FieldException {
        return change(opened -> {
            PersonName changed = new PersonName(name);
            Role given = Role.parse(role);
            opened.accounts().changeRole(changed, given);
            opened.log().write(COMMAND, "", AuditAction.ACCOUNT_CHANGED, changed + " is " + given.word() + " now");
            say(changed + " is " + given.word() + " now");
        });
    }

    private record Opened(Accounts accounts, AuditLog log) {}

    private interface Change {
        void make(Opened opened) throws IOException, PeopleException, BusyException;
    }

    private int change(Change change) throws IOException, FieldException {
        try {
            change.make(open());
            return 0;
        } catch (IllegalArgumentException | PeopleException | BusyException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Opened open() throws IOException, FieldException {
        Path state = Files.createDirectories(
                Objects.requireNonNull(fog).configuration().stateDirectory());
        Clock clock = Clock.systemUTC();
        Accounts accounts = new Accounts(Database.open(new StateLayout(state).database()), new Passwords(), clock);
        return new Opened(accounts, new AuditLog(state, clock));
    }

    /** Never from an option, which others on the machine could see. */
    private static String password() throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        char[] first = console.readPassword("Password: ");
        char[] again = console.readPassword("The same again: ");
        if (first == null || again == null || !Arrays.equals(first, again)) {
            throw new IOException("password: the two differ");
        }
        return new String(first);
    }

    private void say(String line) {
        PrintWriter out = spec().commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("only picocli calls this");
        }
        return spec;
    }
}
