package io.github.filevineagent.config;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory on the disk. It uses {@code java.nio.file}, as the rest of the package must not, for what {@code File} does not
 * tell: which file a link leads to, and why a directory can't be read. So it is for a thread beside the application's.
 */
final class DiskFolder implements Folder {
    private final File directory;

    DiskFolder(File directory) {
        this.directory = directory;
    }

    @Override
    public @Nullable Object identity() throws IOException {
        try {
            return attributes(path()).fileKey();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path())) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw explained(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw explained(e);
        }
        return names;
    }

    @Override
    public Object entry(String name) throws IOException {
        try {
            BasicFileAttributes link =
                    Files.readAttributes(path().resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return link.lastModifiedTime() + " " + link.fileKey();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public Stamp stamp(String name) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = attributes(path().resolve(name));
        } catch (NoSuchFileException e) {
            throw new IOException("is a link to a file that does not exist", e);
        } catch (IOException e) {
            throw explained(e);
        }
        return new Stamp(
                attributes.isRegularFile(),
                attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                attributes.fileKey());
    }

    @Override
    public byte[] read(String name, int most) throws IOException {
        try (InputStream in = Files.newInputStream(path().resolve(name))) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    private Path path() throws IOException {
        try {
            return directory.toPath();
        } catch (InvalidPathException e) {
            throw new IOException("is no path that this system can have", e);
        }
    }

    /** The JDK's messages have the path again, and what the system says in its language. */
    private static IOException explained(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new IOException("does not exist", e);
        }
        if (e instanceof NotDirectoryException) {
            return new IOException("is not a directory", e);
        }
        if (e instanceof AccessDeniedException) {
            return new IOException("is not readable (permission denied)", e);
        }
        return new IOException("can't be read (" + e.getMessage() + ")", e);
    }
}
