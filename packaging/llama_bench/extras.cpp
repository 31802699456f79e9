// What StylePad's build of llama-bench adds to the files of llama.cpp.
//
// 1. An adapter: llama-bench has no option for one, so every context it makes gets the LoRA named
//    by LLAMA_BENCH_LORA. The linker sends its calls of llama_init_from_model here (--wrap).
// 2. The few functions of common/arg.cpp and common/download.cpp that it calls outside of what it
//    measures. Downloading models is left out: those files need an HTTP client and chat templates.

#include "arg.h"
#include "build-info.h"
#include "download.h"
#include "llama.h"

#include <cstdio>
#include <cstdlib>

extern "C" llama_context * __real_llama_init_from_model(llama_model * model, llama_context_params params);

extern "C" llama_context * __wrap_llama_init_from_model(llama_model * model, llama_context_params params) {
    llama_context * context = __real_llama_init_from_model(model, params);
    const char *    path    = std::getenv("LLAMA_BENCH_LORA");
    if (context == nullptr || path == nullptr) {
        return context;
    }
    llama_adapter_lora * adapter = llama_adapter_lora_init(model, path);
    float                scale   = 1.0f;
    if (adapter == nullptr || llama_set_adapters_lora(context, &adapter, 1, &scale) != 0) {
        std::fprintf(stderr, "the adapter %s was refused\n", path);
        std::exit(1);
    }
    return context;
}

bool common_arg_utils::is_truthy(const std::string & value) {
    return value == "on" || value == "enabled" || value == "true" || value == "1";
}

bool common_arg_utils::is_falsey(const std::string & value) {
    return value == "off" || value == "disabled" || value == "false" || value == "0";
}

bool common_arg_utils::is_autoy(const std::string & value) {
    return value == "auto" || value == "-1";
}

void common_print_available_devices() {}

int llama_build_number(void) {
    return 0;
}

const char * llama_commit(void) {
    return "sdist";
}

void llama_print_build_info(const char * version, FILE * stream) {
    std::fprintf(stream, "version: %s\n", version);
}

common_models_handler common_models_handler_init(const common_params &, llama_example) {
    std::fprintf(stderr, "this build of llama-bench downloads nothing\n");
    std::exit(1);
}

void common_models_handler_apply(common_models_handler &, common_params &, common_download_callback *) {}
