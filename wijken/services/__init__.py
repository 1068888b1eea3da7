from wijken.services.wijk import add_plek, make_wijk, set_fase

__all__ = ["add_plek", "make_wijk", "set_fase"]
