package io.github.filevineagent.testapp.demo;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A directory for files that must not outlive this process: deleted at exit, and when the user interrupts the demo too.
 */
final class TemporaryDirectory {
    private final Path directory;
    private final List<Path> files = new CopyOnWriteArrayList<>();

    TemporaryDirectory() throws IOException {
        directory = Files.createTempDirectory("filevine-demo-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete, "filevine-demo-clean-up"));
    }

    /** Returns the path of a file to be written. */
    Path file(String name) {
        Path file = directory.resolve(name);
        files.add(file);
        return file;
    }

    /** Returns the path of a directory in it that is there. */
    Path directory(String name) throws IOException {
        return Files.createDirectory(file(name));
    }

    /** Writes a file that nobody but its owner can read, from the moment it exists. */
    Path secretFile(String name, String content) throws IOException {
        Path file = file(name);
        Files.createFile(file, ownerOnly());
        return Files.writeString(file, content);
    }

    private static FileAttribute<?>[] ownerOnly() {
        // Windows has no such permissions; there, the user's temporary directory is the user's own.
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    void delete() {
        try {
            // What is in a directory before that.
            List<Path> latestFirst = new ArrayList<>(files);
            Collections.reverse(latestFirst);
            for (Path file : latestFirst) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            System.err.println("Please delete " + directory + " yourself: " + e);
        }
    }
}
