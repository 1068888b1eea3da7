from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from core.guards import guard
from wijkplan import services
from wijkplan.forms import ProjectAddForm, ProjectEditForm
from wijkplan.models import Doel, Project
from wijkplan.views.answers import answer, remove

SELECT = ("doel__prioriteit__wijkplan__wijk",)


@guard("wijkplan.change_doel", of=Doel, select=("prioriteit__wijkplan__wijk",))
def project_create(request: HttpRequest, doel: Doel) -> HttpResponse:
    """A bundle of work for a goal, maybe an experiment."""
    return answer(
        request,
        ProjectAddForm(request.POST or None),
        lambda data: services.add_project(doel=doel, by=request.user, **data),
        plan=doel.prioriteit.wijkplan,
        title=gettext("Nieuw project"),
        lead=gettext("Voor «%s».") % str(doel),
    )


@guard("wijkplan.change_project", of=Project, select=SELECT)
def project_edit(request: HttpRequest, project: Project) -> HttpResponse:
    return answer(
        request,
        ProjectEditForm(request.POST or None, instance=project),
        lambda data: services.change_project(project=project, by=request.user, **data),
        plan=project.doel.prioriteit.wijkplan,
        title=gettext("Project aanpassen"),
        lead=gettext("Voor «%s».") % str(project.doel),
        remove_name="wijkplan:project_remove",
        thing=project,
    )


@guard("wijkplan.change_project", of=Project, select=SELECT)
def project_remove(request: HttpRequest, project: Project) -> HttpResponse:
    return remove(
        request,
        project,
        lambda data: services.remove_project(project=project, by=request.user, **data),
        plan=project.doel.prioriteit.wijkplan,
        gone=[],
        title=gettext("Dit project verwijderen?"),
    )
