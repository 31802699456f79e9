// What llama.cpp's own build writes into common/build-info.cpp.

#include "build-info.h"

#include <cstdio>

int llama_build_number(void) {
    return 0;
}

const char * llama_commit(void) {
    return "sdist";
}

const char * llama_compiler(void) {
    return "c++";
}

const char * llama_build_target(void) {
    return "this machine";
}

const char * llama_build_info(void) {
    return "sdist";
}

void llama_print_build_info(const char * version, FILE * stream) {
    std::fprintf(stream, "version: %s (sdist of llama-cpp-python)\n", version);
}
