package io.github.filevineagent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An empty directory of profiles, with no other settings, in a place that has room for other files beside it. */
abstract class ProfilesDirectoryFixture {
    @TempDir
    Path temporary;

    Path path;
    DirectoryOfProfiles directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        path = Files.createDirectory(temporary.resolve("firms"));
        directory = new DirectoryOfProfiles(path, GivenSettings.none());
    }
}
